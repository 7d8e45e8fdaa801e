import type { Population } from '@/shared/api/careTypes'

/** Populations whose care needs a competence of its own, in the order in which they are asked. */
export const populations: readonly Population[] = ['Minors', 'Elders', 'Corrections', 'DrugRecovery', 'SevereIllness']
