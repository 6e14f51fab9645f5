/** A series as one C program that tests a kernel. */

export {
  type CTestInput,
  cTest,
  type LayoutAssertion,
  layoutExpressions,
  ownDefinitions,
  type VmCheck,
} from './program.ts'
