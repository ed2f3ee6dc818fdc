# The Python of the LCG release, with uproot, awkward, pyarrow and matplotlib. Sourced before each command.
# Where there is no CVMFS, the python3 on the path has to have them.
view=/cvmfs/sft.cern.ch/lcg/views/LCG_107/x86_64-el9-gcc13-opt
[[ ! -r $view/setup.sh ]] || source "$view/setup.sh"
