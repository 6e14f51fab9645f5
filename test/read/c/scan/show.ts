/** Expressions and statements as one line, brackets where the tree has nodes. */

import type {Expression, Statement} from '../../../../src/read/c/index.ts'

export function showExpression(expression: Expression): string {
  const show = showExpression
  switch (expression.kind) {
    case 'name':
      return expression.name
    case 'constant':
      return expression.text
    case 'unary':
      return expression.operator.startsWith('post')
        ? `(${show(expression.operand)}${expression.operator.slice(4)})`
        : `(${expression.operator} ${show(expression.operand)})`
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`
    case 'ternary':
      return `(${show(expression.test)} ? ${expression.then ? show(expression.then) : ''} : ${show(expression.otherwise)})`
    case 'call':
      return `${show(expression.callee)}(${expression.arguments.map(show).join(', ')})`
    case 'member':
      return `${show(expression.object)}${expression.arrow ? '->' : '.'}${expression.name}`
    case 'subscript':
      return `${show(expression.object)}[${show(expression.index)}]`
    case 'cast':
      return `<${expression.type}>${show(expression.operand)}`
    case 'type':
      return `<${expression.type}>`
    case 'initialiser':
      return `{${expression.items.map(({member, value}) => `${member ? `.${member}=` : ''}${show(value)}`).join(', ')}}`
    case 'block-expression':
      return `(${showStatement(expression.body)})`
    case 'unread':
      return '???'
  }
}

export function showStatement(statement: Statement): string {
  const show = showStatement
  switch (statement.kind) {
    case 'block':
      return `{${statement.items.map(show).join(' ')}}`
    case 'expression':
      return `${showExpression(statement.expression)};`
    case 'declaration': {
      const members = statement.members.length > 0 ? ` [${statement.members.map(show).join(' ')}]` : ''
      const names = statement.declarators.map(
        ({name, pointer, value}) => `${pointer ? '*' : ''}${name}${value ? `=${showExpression(value)}` : ''}`,
      )
      return `<${statement.type}${members}> ${names.join(', ')};`
    }
    case 'if':
      return `if ${showExpression(statement.test)} ${show(statement.then)}${
        statement.otherwise ? ` else ${show(statement.otherwise)}` : ''
      }`
    case 'switch':
      return `switch ${showExpression(statement.subject)} ${show(statement.body)}`
    case 'case':
      return statement.value ? `case ${showExpression(statement.value)}:` : 'default:'
    case 'label':
      return `${statement.name}:`
    case 'loop': {
      const parts = [
        statement.before.map(show).join(' '),
        statement.test ? showExpression(statement.test) : '',
        statement.after ? showExpression(statement.after) : '',
      ]
      return `${statement.atLeastOnce ? 'once' : 'loop'} (${parts.join('|')}) ${show(statement.body)}`
    }
    case 'return':
      return `return${statement.value ? ` ${showExpression(statement.value)}` : ''};`
    case 'goto':
      return `goto ${statement.label};`
    case 'break':
    case 'continue':
      return `${statement.kind};`
    case 'conditional':
      return statement.branches
        .map(({directive, items}) => `#${directive}: ${items.map(show).join(' ')}`)
        .concat('#end')
        .join(' ')
    case 'unread':
      return '???;'
  }
}
