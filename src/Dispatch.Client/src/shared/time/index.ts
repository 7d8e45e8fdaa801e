export * from './clock'
export * from './format'
