/** Age bands that intake may ask for; the server knows the same ones. */
export const ageBands = ['0-17', '18-39', '40-59', '60-69', '70-79', '80-89', '90-100', '101-'] as const
