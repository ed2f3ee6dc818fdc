/**
 * The layouts of HiggsDNA's submitters {@code vanilla_lxplus} and {@code vanilla_slurm}, for those
 * who have tools on it.
 *
 * <p>{@link hdw.executor.vanilla.VanillaNames} says how files are called, {@link
 * hdw.executor.vanilla.Documents} makes the two JSON files of each ROOT file. The submit files
 * themselves are those of {@link hdw.executor.htcondor} and {@link hdw.executor.slurm}, under these
 * names.
 */
package hdw.executor.vanilla;
