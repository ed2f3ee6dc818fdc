# The Python of the LCG release, with uproot, awkward, pyarrow and matplotlib. Sourced before each command.
source /cvmfs/sft.cern.ch/lcg/views/LCG_107/x86_64-el9-gcc13-opt/setup.sh
