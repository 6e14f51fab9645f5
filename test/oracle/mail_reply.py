"""Mails, one in base64 a line, as Python's email package reads them: one JSON object a line."""

import base64
import json
import sys
from email import message_from_bytes, policy


def people(mail, name):
    field = mail[name]
    return [[a.display_name, a.addr_spec.lower()] for a in field.addresses] if field else []


for line in sys.stdin:
    raw = base64.b64decode(line)
    mail = message_from_bytes(raw, policy=policy.default)
    defects = [str(d) for d in mail.defects] + [str(d) for name in mail for d in mail[name].defects]
    try:
        body = mail.get_content() if mail.get_content_maintype() == 'text' else ''
    except (LookupError, UnicodeError) as error:
        body = ''
        defects.append(str(error))
    print(json.dumps({
        'from': people(mail, 'from'),
        'to': people(mail, 'to'),
        'cc': people(mail, 'cc'),
        'subject': ' '.join(str(mail['subject'] or '').split()),
        'messageId': str(mail['message-id'] or ''),
        'inReplyTo': str(mail['in-reply-to'] or ''),
        'references': str(mail['references'] or '').split(),
        'isAscii': all(byte < 128 for byte in raw.split(b'\n\n', 1)[0]),
        'defects': defects,
        'body': body,
    }))
