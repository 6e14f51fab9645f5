"""What docutils makes of reStructuredText files: one line of JSON for each path that is read from standard input.

A line is {"file", "tree", "messages"}. A node of the tree is [name, attributes, children], a text a string. It is the
parser's tree, before transforms resolve anything. Only what source stands for is given: docutils' own bookkeeping
(ids, back references, class names, pending transforms, the wrappers of CALS tables) is left out.

Stand-ins, because the kernel's documents are written for Sphinx:

- `flat-table` is an extension of the kernel; the class below reads it as that extension documents itself.
- `code-block` and `math` take Sphinx's further options.
- Directives and roles that docutils does not know are nodes of that name with their source, where docutils alone would
  say that it does not know them. `include` and the like are among them: a reader of text opens no other file, and
  directives that ask for a transform (`contents`, `sectnum`, ...) have no content of their own.

With --bench, the files are parsed and nothing is given but the time.
"""

import json
import sys
import time

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, directives, roles, states
from docutils.parsers.rst.directives import body, tables
from docutils.utils import new_document

LEFT_ALONE = {
    'class', 'contents', 'date', 'default-role', 'footer', 'header', 'include', 'line-block', 'meta', 'role',
    'sectnum', 'section-numbering', 'target-notes', 'title', 'unicode', 'restructuredtext-test-directive',
}


class CodeBlock(body.CodeBlock):
    option_spec = {
        **body.CodeBlock.option_spec,
        'linenos': directives.flag, 'lineno-start': int, 'emphasize-lines': directives.unchanged_required,
        'caption': directives.unchanged_required, 'force': directives.flag, 'dedent': directives.unchanged,
    }


class MathBlock(body.MathBlock):
    option_spec = {
        **body.MathBlock.option_spec,
        'label': directives.unchanged, 'nowrap': directives.flag, 'no-wrap': directives.flag,
    }


class Span(nodes.General, nodes.Element):
    """How many more rows or columns a cell covers."""


def span_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [Span(rawtext, direction=name, more=int(text) if text.isdigit() else 0)], []


class FlatTable(tables.ListTable):
    """A list table whose rows may be shorter than others, and whose cells may cover several columns and rows."""

    option_spec = {**tables.ListTable.option_spec, 'fill-cells': directives.flag}

    def check_list_content(self, node):
        if len(node) != 1 or not isinstance(node[0], nodes.bullet_list):
            return super().check_list_content(node)
        self.rows = [self.row_of(item) for item in node[0]]
        if not all(self.rows):
            number = self.rows.index([]) + 1
            raise tables.SystemMessagePropagation(self.reporter.error(
                f'Error parsing content block for the "{self.name}" directive: two-level bullet list expected, '
                f'but row {number} does not contain a second-level bullet list.', line=self.lineno))
        spans = [[self.take_spans(cell) for cell in row] for row in self.rows]
        count = self.complete(spans)
        self.spans = spans
        return count, self.get_column_widths(count)

    @staticmethod
    def row_of(item):
        """The cells; a row may hold comments, and targets, which go into its first cell."""
        lists = [child for child in item if isinstance(child, nodes.bullet_list)]
        others = [child for child in item if not isinstance(child, (nodes.bullet_list, nodes.comment))]
        if len(lists) != 1 or not all(isinstance(child, nodes.target) for child in others):
            return []
        cells = list(lists[0])
        cells[0].children[:0] = others
        return cells

    @staticmethod
    def take_spans(cell):
        more = {'cspan': 0, 'rspan': 0}
        first = next((child for child in cell if not isinstance(child, nodes.target)), None)
        if isinstance(first, nodes.paragraph):
            for span in [child for child in first if isinstance(child, Span)]:
                more[span['direction']] = span['more']
                first.remove(span)
        return more

    def complete(self, spans):
        """Lay the cells out row by row; then stretch the last one of each row, or fill it with empty ones."""
        taken = [[] for _ in spans]
        for y, row in enumerate(spans):
            x = 0
            for more in row:
                while x in taken[y]:
                    x += 1
                for below in taken[y + 1:y + 1 + more['rspan']]:
                    below.extend(range(x, x + more['cspan'] + 1))
                taken[y].extend(range(x, x + more['cspan'] + 1))
        count = max(len(row) for row in taken)
        for row, cells, own in zip(spans, self.rows, taken):
            missing = count - len(own)
            if missing and 'fill-cells' not in self.options:
                row[-1]['cspan'] += missing
            elif missing:
                row.extend({'cspan': 0, 'rspan': 0} for _ in range(missing))
                cells.extend(nodes.list_item() for _ in range(missing))
        return count

    def check_table_dimensions(self, rows, header_rows, stub_columns):
        pass

    def build_table_from_list(self, table_data, col_widths, header_rows, stub_columns):
        data = [[cell.children for cell in row] for row in self.rows]
        table = super().build_table_from_list(data, col_widths, header_rows, stub_columns)
        for row, more in zip(table.findall(nodes.row), self.spans):
            for entry, span in zip(row, more):
                entry['morecols'], entry['morerows'] = span['cspan'], span['rspan']
        return table


class Kept(nodes.General, nodes.Inline, nodes.Element):
    """An unknown directive or role."""


def find_directive(name, language, document, original=directives.directive):
    return (None, []) if name.lower() in LEFT_ALONE else original(name, language, document)


def keep_directive(body_state, name):
    block, _, _, blank_finish = body_state.state_machine.get_first_known_indented(0, strip_indent=False)
    return [Kept('\n'.join(block).rstrip(), kind='directive')], blank_finish


def keep_role(name, rawtext, text, lineno, inliner):
    return [Kept(' '.join(rawtext.split()), kind='role')], []


def find_role(name, language, lineno, reporter, original=roles.role):
    found, messages = original(name, language, lineno, reporter)
    return (found, messages) if found and found is not roles.unimplemented_role else (keep_role, [])


directives.directive = find_directive
states.Body.unknown_directive = keep_directive
roles.role = find_role
directives.register_directive('flat-table', FlatTable)
for alias in 'code', 'code-block', 'sourcecode':
    directives.register_directive(alias, CodeBlock)
directives.register_directive('math', MathBlock)
for alias in 'cspan', 'rspan':
    roles.register_local_role(alias, span_role)

ATTRIBUTES = {
    'bullet_list': ('bullet',),
    'enumerated_list': ('enumtype', 'prefix', 'suffix', 'start'),
    'reference': ('refuri', 'refname', 'anonymous'),
    'target': ('refuri', 'refname', 'anonymous'),
    'entry': ('morerows', 'morecols'),
    'image': ('uri',),
    'raw': ('format',),
    'option_argument': ('delimiter',),
}
NAMED = {'target', 'substitution_definition'}
TRANSPARENT = {'tgroup', 'document'}
LEFT_OUT = {'pending', 'colspec', 'label', 'system_message'}


class Tree:
    def __init__(self, document):
        self.children = self.of_children(document)

    def of_children(self, node):
        """The children; pieces of text that meet are one."""
        given = []
        for child in node:
            for item in self.of(child):
                if isinstance(item, str) and given and isinstance(given[-1], str):
                    given[-1] += item
                elif item != '':
                    given.append(item)
        return given

    def of(self, node):
        name = node.tagname
        if isinstance(node, nodes.Text):
            return [node.astext()]
        if name in LEFT_OUT:
            return []
        if name in TRANSPARENT:
            return self.of_children(node)
        if name == 'problematic':
            return [[name, {}, [' '.join(node.astext().split())]]]
        if isinstance(node, Kept):
            return [[node['kind'], {}, [node.rawsource]]]
        if isinstance(node, Span):
            return [['role', {}, [node.rawsource]]]
        if name == 'reference' and len(node) == 1 and isinstance(node[0], nodes.image):
            return self.of(node[0])
        return [[name, self.attributes_of(node), self.of_children(node)]]

    def attributes_of(self, node):
        name = node.tagname
        given = {key: node[key] for key in ATTRIBUTES.get(name, ()) if node.get(key)}
        if name in NAMED:
            given['names'] = node['names'] + node['dupnames']
        if name == 'table':
            given['columns'] = [column['colwidth'] for column in node.findall(nodes.colspec)][:node.next_node(nodes.tgroup)['cols']]
        if name in ('footnote', 'citation', 'footnote_reference'):
            given['label'] = self.label_of(node)
        if name == 'literal_block' and node['classes'][:1] == ['code']:
            given['language'] = ' '.join(node['classes'][1:2])
        return given

    @staticmethod
    def label_of(node):
        if node.get('auto') == 1:
            return '#' + (node.get('refname') or ' '.join(node['names'] + node['dupnames']))
        if node.get('auto'):
            return '*'
        return node[0].astext()


def messages_of(document):
    """Warnings, errors and severe messages.

    What docutils says is collected when it says it: not all of it finds a place in the tree. It may say it twice, where it
    reads a title again for the section around. Of a duplicate target inside of text it does not know the line, and reports
    the one where it stands.
    """
    given = set()
    for message in document.parse_messages:
        if message['level'] >= 2:
            targets = [document.ids[name] for name in message['backrefs'] if name in document.ids]
            is_placed = all(target.line for target in targets if isinstance(target, nodes.target))
            given.add((message['level'], message.get('line', 0) if is_placed else 0, message[0].astext()))
    return sorted(given)


def settings():
    given = get_default_settings(Parser)
    given.report_level = 5
    given.halt_level = 9
    given.syntax_highlight = 'none'
    return given


def main():
    files = [line.rstrip('\n') for line in sys.stdin]
    texts = []
    for file in files:
        with open(file, encoding='utf-8') as stream:
            texts.append(stream.read())
    if '--bench' in sys.argv:
        start = time.perf_counter()
        for file, text in zip(files, texts):
            Parser().parse(text, new_document(file, settings()))
        print(time.perf_counter() - start)
        return
    for file, text in zip(files, texts):
        document = new_document(file, settings())
        Parser().parse(text, document)
        tree = Tree(document).children
        print(json.dumps({'file': file, 'tree': tree, 'messages': messages_of(document)}, ensure_ascii=False))


if __name__ == '__main__':
    main()
