export { faults } from './faults.ts'
export { frame } from './frame.ts'
export { problems } from './problems.ts'
export { staff } from './staff.ts'
