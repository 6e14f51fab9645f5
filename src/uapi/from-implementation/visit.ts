/** Visits every expression of a statement, outer ones first. */

import type {Expression, LocalDeclaration, Statement} from '../../read/c/index.ts'

type Visitor = (expression: Expression) => void

export function visitExpressions(statement: Statement, visitor: Visitor): void {
  switch (statement.kind) {
    case 'block':
      for (const item of statement.items) visitExpressions(item, visitor)
      break
    case 'conditional':
      for (const {items} of statement.branches) for (const item of items) visitExpressions(item, visitor)
      break
    case 'expression':
      visitExpression(statement.expression, visitor)
      break
    case 'declaration':
      visitDeclaration(statement, visitor)
      break
    case 'if':
      visitExpression(statement.test, visitor)
      visitExpressions(statement.then, visitor)
      if (statement.otherwise) visitExpressions(statement.otherwise, visitor)
      break
    case 'switch':
      visitExpression(statement.subject, visitor)
      visitExpressions(statement.body, visitor)
      break
    case 'loop':
      for (const before of statement.before) visitExpressions(before, visitor)
      if (statement.test) visitExpression(statement.test, visitor)
      if (statement.after) visitExpression(statement.after, visitor)
      visitExpressions(statement.body, visitor)
      break
    case 'return':
      if (statement.value) visitExpression(statement.value, visitor)
  }
}

function visitDeclaration(declaration: LocalDeclaration, visitor: Visitor): void {
  for (const {value} of declaration.declarators) if (value) visitExpression(value, visitor)
}

function visitExpression(expression: Expression, visitor: Visitor): void {
  visitor(expression)
  switch (expression.kind) {
    case 'unary':
    case 'cast':
      visitExpression(expression.operand, visitor)
      break
    case 'binary':
      visitExpression(expression.left, visitor)
      visitExpression(expression.right, visitor)
      break
    case 'ternary':
      visitExpression(expression.test, visitor)
      if (expression.then) visitExpression(expression.then, visitor)
      visitExpression(expression.otherwise, visitor)
      break
    case 'call':
      visitExpression(expression.callee, visitor)
      for (const value of expression.arguments) visitExpression(value, visitor)
      break
    case 'member':
      visitExpression(expression.object, visitor)
      break
    case 'subscript':
      visitExpression(expression.object, visitor)
      visitExpression(expression.index, visitor)
      break
    case 'initialiser':
      for (const {value} of expression.items) visitExpression(value, visitor)
      break
    case 'block-expression':
      visitExpressions(expression.body, visitor)
  }
}
