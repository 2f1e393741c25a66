# SPDX-License-Identifier: MIT
"""What the cmark-gfm command makes of a text, from the library that it is made of: a process for each of some thousand texts
costs a hundred times as much as the texts."""
import ctypes
import subprocess

EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist")
FOOTNOTES = ["-e", "footnotes"]
UNSAFE, BITS = 1 << 17, {"--smart": 1 << 10, "footnotes": 1 << 13}  # CMARK_OPT_… of cmark-gfm.h


class Oracle:
    def __init__(self):
        self.library, extensions = ctypes.CDLL("libcmark-gfm.so", ctypes.RTLD_GLOBAL), ctypes.CDLL("libcmark-gfm-extensions.so")
        extensions.cmark_gfm_core_extensions_ensure_registered()
        for name in ("cmark_find_syntax_extension", "cmark_parser_new", "cmark_parser_finish", "cmark_parser_get_syntax_extensions",
                     "cmark_render_html"):
            getattr(self.library, name).restype = ctypes.c_void_p
        self.free = ctypes.CDLL(None).free
        self.found = [ctypes.c_void_p(self.library.cmark_find_syntax_extension(name.encode())) for name in EXTENSIONS]

    def html(self, arguments, text):
        """`arguments` are the command's."""
        library, options, source = self.library, UNSAFE | sum(BITS.get(each, 0) for each in arguments), text.encode()
        parser = ctypes.c_void_p(library.cmark_parser_new(options))
        for extension in self.found:
            library.cmark_parser_attach_syntax_extension(parser, extension)
        library.cmark_parser_feed(parser, source, ctypes.c_size_t(len(source)))
        document = ctypes.c_void_p(library.cmark_parser_finish(parser))
        used = ctypes.c_void_p(library.cmark_parser_get_syntax_extensions(parser))
        written = ctypes.c_void_p(library.cmark_render_html(document, options, used))
        html = ctypes.string_at(written).decode("utf-8", "replace")
        self.free(written)
        library.cmark_node_free(document)
        library.cmark_parser_free(parser)
        return html

    def is_as_the_command(self, arguments, text):
        command = ["cmark-gfm", "--unsafe", *(part for name in EXTENSIONS for part in ("-e", name)), *arguments]
        done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True)
        return done.stdout.decode("utf-8", "replace") == self.html(arguments, text)
