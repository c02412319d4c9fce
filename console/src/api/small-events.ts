export { isSmall } from '../../../src/telling/small-events.ts'
