"""What docutils objects to in each document, and what is in it besides literal blocks.

Reads a JSON list of texts, writes a JSON list of {"messages": [text without its line], "rest": the tree as text}.
"""

import io
import json
import re
import sys

from docutils import nodes
from docutils.core import publish_doctree


def look(text):
    stream = io.StringIO()
    tree = publish_doctree(
        text,
        settings_overrides={
            "report_level": 1,
            "halt_level": 6,
            "warning_stream": stream,
            "file_insertion_enabled": False,
            "raw_enabled": False,
        },
    )
    for kind in (nodes.literal_block, nodes.system_message):
        for node in list(tree.findall(kind)):
            node.parent.remove(node)
    messages = re.split(r"^<string>:\d+: ", stream.getvalue(), flags=re.M)[1:]
    return {"messages": sorted(messages), "rest": tree.pformat()}


json.dump([look(text) for text in json.load(sys.stdin)], sys.stdout)
