/** RFC 2047's encoded words. Few mails have any: this module, and postal-mime with it, is loaded when one does. */

export {decodeWords} from 'postal-mime'
