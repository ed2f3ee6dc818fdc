/**
 * The layout of HiggsDNA's submitter {@code vanilla_lxplus}, for those who have tools on it.
 *
 * <p>{@link hdw.executor.vanilla.VanillaNames} says how files are called, {@link
 * hdw.executor.vanilla.Documents} makes the two JSON files of each ROOT file. The submit files
 * themselves are those of {@link hdw.executor.htcondor}, under these names.
 */
package hdw.executor.vanilla;
