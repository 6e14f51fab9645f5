/** Titles, sections, transitions, paragraphs. */

import type {Case} from './case.ts'

export const sections: readonly Case[] = [
  {
    name: 'depth by the order of adornments',
    rst: ['Top', '===', 'Inner', '-----', 'Text.', '', 'Next', '===='],
    tree: [
      'section 1:1-5:6 depth=1 name="top"',
      '  title 1:1-2:4',
      '    text 1:1-1:4 "Top"',
      '  section 3:1-5:6 depth=2 name="inner"',
      '    title 3:1-4:6',
      '      text 3:1-3:6 "Inner"',
      '    paragraph 5:1-5:6',
      '      text 5:1-5:6 "Text."',
      'section 7:1-8:5 depth=1 name="next"',
      '  title 7:1-8:5',
      '    text 7:1-7:5 "Next"',
    ],
  },
  {
    name: 'an overline makes another style',
    rst: ['===', 'Top', '===', '', '  One', '=====', '', 'Two', '==='],
    tree: [
      'section 1:1-9:4 depth=1 name="top"',
      '  title 1:1-3:4',
      '    text 2:1-2:4 "Top"',
      '  block_quote 5:3-5:6',
      '    paragraph 5:3-5:6',
      '      text 5:3-5:6 "One"',
      '  transition 6:1-6:6',
      '  section 8:1-9:4 depth=2 name="two"',
      '    title 8:1-9:4',
      '      text 8:1-8:4 "Two"',
    ],
    messages: ['6: warning: Block quote ends without a blank line; unexpected unindent.'],
  },
  {
    name: 'underline too short',
    rst: ['A long title', '====='],
    tree: ['section 1:1-2:6 depth=1 name="a long title"', '  title 1:1-2:6', '    text 1:1-1:13 "A long title"'],
    messages: ['2: warning: Title underline too short.'],
  },
  {
    name: 'a level is skipped',
    rst: ['A', '=', 'B', '-', 'C', '=', 'D', '~'],
    tree: [
      'section 1:1-4:2 depth=1 name="a"',
      '  title 1:1-2:2',
      '    text 1:1-1:2 "A"',
      '  section 3:1-4:2 depth=2 name="b"',
      '    title 3:1-4:2',
      '      text 3:1-3:2 "B"',
      'section 5:1-8:2 depth=1 name="c"',
      '  title 5:1-6:2',
      '    text 5:1-5:2 "C"',
      '  system_message 7:1-8:2 level=4 severity="severe" message="Title level inconsistent:" line=7 "D\\n~"',
    ],
    messages: ['7: severe: Title level inconsistent:'],
  },
  {
    name: 'transition',
    rst: ['Before.', '', '----', '', 'After.'],
    tree: [
      'paragraph 1:1-1:8',
      '  text 1:1-1:8 "Before."',
      'transition 3:1-3:5',
      'paragraph 5:1-5:7',
      '  text 5:1-5:7 "After."',
    ],
  },
  {
    name: 'incomplete and mismatched overlines',
    rst: ['====', 'Title', '', '=====', 'Title', '-----'],
    tree: [
      'system_message 1:1-2:6 level=4 severity="severe" message="Missing matching underline for section title overline." line=1 "====\\nTitle\\n"',
      'system_message 4:1-6:6 level=4 severity="severe" message="Title overline & underline mismatch." line=4 "=====\\nTitle\\n-----"',
    ],
    messages: [
      '1: severe: Missing matching underline for section title overline.',
      '4: severe: Title overline & underline mismatch.',
    ],
  },
  {
    name: 'a line and a line',
    rst: ['=====', '-----'],
    tree: [
      'system_message 1:1-2:6 level=3 severity="error" message="Invalid section title or transition marker." line=1 "=====\\n-----"',
    ],
    messages: ['1: error: Invalid section title or transition marker.'],
  },
  {
    name: 'a title has no place in a list',
    rst: ['- Title', '  ====='],
    tree: [
      'bullet_list 1:1-2:8 bullet="-"',
      '  list_item 1:1-2:8',
      '    system_message 1:3-2:8 level=4 severity="severe" message="Unexpected section title." line=2 "Title\\n====="',
    ],
    messages: ['2: severe: Unexpected section title.'],
  },
  {
    name: 'an adornment has no place in a list',
    rst: ['- ======', '', '  text'],
    tree: [
      'bullet_list 1:1-3:7 bullet="-"',
      '  list_item 1:1-3:7',
      '    system_message 1:3-1:9 level=4 severity="severe" message="Unexpected section title or transition." line=1 "======"',
      '    paragraph 3:3-3:7',
      '      text 3:3-3:7 "text"',
    ],
    messages: ['1: severe: Unexpected section title or transition.'],
  },
  {
    name: 'a short overline is text',
    rst: ['==', 'Foo'],
    tree: ['paragraph 1:1-2:4', '  text 1:1-2:4 "==\\nFoo"'],
  },
  {
    name: 'markup in a title',
    rst: ['The ``ioctl`` *call*', '===================='],
    tree: [
      'section 1:1-2:21 depth=1 name="the ioctl call"',
      '  title 1:1-2:21',
      '    text 1:1-1:5 "The "',
      '    literal 1:5-1:14 "ioctl"',
      '    text 1:14-1:15 " "',
      '    emphasis 1:15-1:21 "call"',
    ],
  },
  {
    name: 'paragraphs of several lines',
    rst: ['One line', 'and another.', '', 'A third.'],
    tree: [
      'paragraph 1:1-2:13',
      '  text 1:1-2:13 "One line\\nand another."',
      'paragraph 4:1-4:9',
      '  text 4:1-4:9 "A third."',
    ],
  },
  {
    name: 'unexpected indentation',
    rst: ['Text', 'text', '  indented', 'back'],
    tree: [
      'paragraph 1:1-2:5',
      '  text 1:1-2:5 "Text\\ntext"',
      'block_quote 3:3-3:11',
      '  paragraph 3:3-3:11',
      '    text 3:3-3:11 "indented"',
      'paragraph 4:1-4:5',
      '  text 4:1-4:5 "back"',
    ],
    messages: [
      '3: error: Unexpected indentation.',
      '4: warning: Block quote ends without a blank line; unexpected unindent.',
    ],
  },
  {
    name: 'wide characters',
    rst: ['中文', '====', 'É', '='],
    tree: [
      'section 1:1-2:5 depth=1 name="中文"',
      '  title 1:1-2:5',
      '    text 1:1-1:3 "中文"',
      'section 3:1-4:2 depth=1 name="é"',
      '  title 3:1-4:2',
      '    text 3:1-3:2 "É"',
    ],
  },
]
