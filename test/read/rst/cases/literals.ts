/** Literal blocks, doctest blocks, line blocks, block quotes. */

import type {Case} from './case.ts'

export const literals: readonly Case[] = [
  {
    name: 'indented literal',
    rst: ['Look::', '', '    struct kvm;', '      int a;', '', '    int b;', '', 'Text.'],
    tree: [
      'paragraph 1:1-1:7',
      '  text 1:1-1:6 "Look:"',
      'literal_block 3:1-6:11 indent=4 "struct kvm;\\n  int a;\\n\\nint b;"',
      'paragraph 8:1-8:6',
      '  text 8:1-8:6 "Text."',
    ],
  },
  {
    name: 'colons after a blank are not shown',
    rst: ['Look ::', '', '  a'],
    tree: ['paragraph 1:1-1:8', '  text 1:1-1:5 "Look"', 'literal_block 3:1-3:4 indent=2 "a"'],
  },
  {
    name: 'colons alone',
    rst: ['::', '', '  a', '', 'Text.'],
    tree: ['literal_block 3:1-3:4 indent=2 "a"', 'paragraph 5:1-5:6', '  text 5:1-5:6 "Text."'],
  },
  {
    name: 'tabs are eight columns',
    rst: ['Code::', '', '\tint a;', '\t\tint b;', '        int c;'],
    tree: [
      'paragraph 1:1-1:7',
      '  text 1:1-1:6 "Code:"',
      'literal_block 3:1-5:15 indent=8 "int a;\\n        int b;\\nint c;"',
    ],
  },
  {
    name: 'a tab that the indentation cuts',
    rst: ['- Code::', '', '    int a;', '\tint b;', '\t\tint c;'],
    tree: [
      'bullet_list 1:1-5:9 bullet="-"',
      '  list_item 1:1-5:9',
      '    paragraph 1:3-1:9',
      '      text 1:3-1:8 "Code:"',
      '    literal_block 3:1-5:9 indent=4 "int a;\\n    int b;\\n            int c;"',
    ],
  },
  {
    name: 'quoted literal',
    rst: ['Said::', '', '> one', '> two', '', 'Text.'],
    tree: [
      'paragraph 1:1-1:7',
      '  text 1:1-1:6 "Said:"',
      'literal_block 3:1-4:6 indent=0 "> one\\n> two"',
      'paragraph 6:1-6:6',
      '  text 6:1-6:6 "Text."',
    ],
  },
  {
    name: 'inconsistent quoting',
    rst: ['Said::', '', '> one', '* two'],
    tree: [
      'paragraph 1:1-1:7',
      '  text 1:1-1:6 "Said:"',
      'literal_block 3:1-3:6 indent=0 "> one"',
      'bullet_list 4:1-4:6 bullet="*"',
      '  list_item 4:1-4:6',
      '    paragraph 4:3-4:6',
      '      text 4:3-4:6 "two"',
    ],
    messages: ['4: error: Inconsistent literal block quoting.'],
  },
  {
    name: 'nothing behind the colons',
    rst: ['Look::', '', 'Text.'],
    tree: ['paragraph 1:1-1:7', '  text 1:1-1:6 "Look:"', 'paragraph 3:1-3:6', '  text 3:1-3:6 "Text."'],
    messages: ['3: warning: Literal block expected; none found.'],
  },
  {
    name: 'literal without a blank line at its end',
    rst: ['Look::', '', '  a', 'Text.'],
    tree: [
      'paragraph 1:1-1:7',
      '  text 1:1-1:6 "Look:"',
      'literal_block 3:1-3:4 indent=2 "a"',
      'paragraph 4:1-4:6',
      '  text 4:1-4:6 "Text."',
    ],
    messages: ['4: warning: Literal block ends without a blank line; unexpected unindent.'],
  },
  {
    name: 'escaped colon',
    rst: ['Not literal\\::', '', '  a'],
    tree: [
      'paragraph 1:1-1:15',
      '  text 1:1-1:15 "Not literal::"',
      'block_quote 3:3-3:4',
      '  paragraph 3:3-3:4',
      '    text 3:3-3:4 "a"',
    ],
  },
  {
    name: 'doctest',
    rst: ['>>> 1 + 1', '2', '', 'Text.'],
    tree: ['doctest_block 1:1-2:2 ">>> 1 + 1\\n2"', 'paragraph 4:1-4:6', '  text 4:1-4:6 "Text."'],
  },
  {
    name: 'line block',
    rst: ['| One', '| Two', '|   deeper', '    and on', '|', '| Three'],
    tree: [
      'line_block 1:1-6:8',
      '  line 1:1-1:6',
      '    text 1:3-1:6 "One"',
      '  line 2:1-2:6',
      '    text 2:3-2:6 "Two"',
      '  line_block 3:1-5:2',
      '    line 3:1-4:11',
      '      text 3:5-4:11 "deeper\\nand on"',
      '    line 5:1-5:2',
      '  line 6:1-6:8',
      '    text 6:3-6:8 "Three"',
    ],
  },
  {
    name: 'line block without a blank line at its end',
    rst: ['| One', 'Text.'],
    tree: [
      'line_block 1:1-1:6',
      '  line 1:1-1:6',
      '    text 1:3-1:6 "One"',
      'paragraph 2:1-2:6',
      '  text 2:1-2:6 "Text."',
    ],
    messages: ['2: warning: Line block ends without a blank line.'],
  },
  {
    name: 'block quote with attribution',
    rst: ['Text:', '', '  Quoted.', '', '  -- Somebody', '     Known', '', '  Another.'],
    tree: [
      'paragraph 1:1-1:6',
      '  text 1:1-1:6 "Text:"',
      'block_quote 3:3-6:11',
      '  paragraph 3:3-3:10',
      '    text 3:3-3:10 "Quoted."',
      '  attribution 5:3-6:11',
      '    text 5:6-6:11 "Somebody\\nKnown"',
      'block_quote 8:3-8:11',
      '  paragraph 8:3-8:11',
      '    text 8:3-8:11 "Another."',
    ],
  },
  {
    name: 'block quote without a blank line at its end',
    rst: ['  Quoted.', 'Text.'],
    tree: [
      'block_quote 1:3-1:10',
      '  paragraph 1:3-1:10',
      '    text 1:3-1:10 "Quoted."',
      'paragraph 2:1-2:6',
      '  text 2:1-2:6 "Text."',
    ],
    messages: ['2: warning: Block quote ends without a blank line; unexpected unindent.'],
  },
]
