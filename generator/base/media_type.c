/* SPDX-License-Identifier: MIT */
/* One table of endings. Text types name no charset: who sends a file adds it. */
#include "base/media_type.h"
#include "base/count.h"
#include "base/path.h"

static const struct {
    text extension, type;
} types[] = {
    { TEXT_INIT("aac"), TEXT_INIT("audio/aac") }, { TEXT_INIT("atom"), TEXT_INIT("application/atom+xml") },
    { TEXT_INIT("avif"), TEXT_INIT("image/avif") }, { TEXT_INIT("bib"), TEXT_INIT("application/x-bibtex") },
    { TEXT_INIT("bmp"), TEXT_INIT("image/bmp") }, { TEXT_INIT("css"), TEXT_INIT("text/css") },
    { TEXT_INIT("csv"), TEXT_INIT("text/csv") }, { TEXT_INIT("doc"), TEXT_INIT("application/msword") },
    { TEXT_INIT("docx"),
        TEXT_INIT("application/vnd.openxmlformats-officedocument.wordprocessingml.document") },
    { TEXT_INIT("epub"), TEXT_INIT("application/epub+zip") }, { TEXT_INIT("flac"), TEXT_INIT("audio/flac") },
    { TEXT_INIT("geojson"), TEXT_INIT("application/geo+json") }, { TEXT_INIT("gif"), TEXT_INIT("image/gif") },
    { TEXT_INIT("gz"), TEXT_INIT("application/gzip") }, { TEXT_INIT("heic"), TEXT_INIT("image/heic") },
    { TEXT_INIT("htm"), TEXT_INIT("text/html") }, { TEXT_INIT("html"), TEXT_INIT("text/html") },
    { TEXT_INIT("ico"), TEXT_INIT("image/vnd.microsoft.icon") },
    { TEXT_INIT("ics"), TEXT_INIT("text/calendar") }, { TEXT_INIT("jpeg"), TEXT_INIT("image/jpeg") },
    { TEXT_INIT("jpg"), TEXT_INIT("image/jpeg") }, { TEXT_INIT("js"), TEXT_INIT("text/javascript") },
    { TEXT_INIT("json"), TEXT_INIT("application/json") },
    { TEXT_INIT("jsonld"), TEXT_INIT("application/ld+json") }, { TEXT_INIT("jxl"), TEXT_INIT("image/jxl") },
    { TEXT_INIT("m4a"), TEXT_INIT("audio/mp4") }, { TEXT_INIT("m4v"), TEXT_INIT("video/mp4") },
    { TEXT_INIT("md"), TEXT_INIT("text/markdown") }, { TEXT_INIT("mjs"), TEXT_INIT("text/javascript") },
    { TEXT_INIT("mov"), TEXT_INIT("video/quicktime") }, { TEXT_INIT("mp3"), TEXT_INIT("audio/mpeg") },
    { TEXT_INIT("mp4"), TEXT_INIT("video/mp4") },
    { TEXT_INIT("odp"), TEXT_INIT("application/vnd.oasis.opendocument.presentation") },
    { TEXT_INIT("ods"), TEXT_INIT("application/vnd.oasis.opendocument.spreadsheet") },
    { TEXT_INIT("odt"), TEXT_INIT("application/vnd.oasis.opendocument.text") },
    { TEXT_INIT("oga"), TEXT_INIT("audio/ogg") }, { TEXT_INIT("ogg"), TEXT_INIT("audio/ogg") },
    { TEXT_INIT("ogv"), TEXT_INIT("video/ogg") }, { TEXT_INIT("opus"), TEXT_INIT("audio/ogg") },
    { TEXT_INIT("otf"), TEXT_INIT("font/otf") }, { TEXT_INIT("pdf"), TEXT_INIT("application/pdf") },
    { TEXT_INIT("png"), TEXT_INIT("image/png") },
    { TEXT_INIT("ppt"), TEXT_INIT("application/vnd.ms-powerpoint") },
    { TEXT_INIT("pptx"),
        TEXT_INIT("application/vnd.openxmlformats-officedocument.presentationml.presentation") },
    { TEXT_INIT("ris"), TEXT_INIT("application/x-research-info-systems") },
    { TEXT_INIT("rss"), TEXT_INIT("application/rss+xml") },
    { TEXT_INIT("rtf"), TEXT_INIT("application/rtf") }, { TEXT_INIT("svg"), TEXT_INIT("image/svg+xml") },
    { TEXT_INIT("tif"), TEXT_INIT("image/tiff") }, { TEXT_INIT("tiff"), TEXT_INIT("image/tiff") },
    { TEXT_INIT("tsv"), TEXT_INIT("text/tab-separated-values") }, { TEXT_INIT("ttf"), TEXT_INIT("font/ttf") },
    { TEXT_INIT("txt"), TEXT_INIT("text/plain") }, { TEXT_INIT("vtt"), TEXT_INIT("text/vtt") },
    { TEXT_INIT("wasm"), TEXT_INIT("application/wasm") }, { TEXT_INIT("wav"), TEXT_INIT("audio/wav") },
    { TEXT_INIT("webm"), TEXT_INIT("video/webm") },
    { TEXT_INIT("webmanifest"), TEXT_INIT("application/manifest+json") },
    { TEXT_INIT("webp"), TEXT_INIT("image/webp") }, { TEXT_INIT("woff"), TEXT_INIT("font/woff") },
    { TEXT_INIT("woff2"), TEXT_INIT("font/woff2") },
    { TEXT_INIT("xhtml"), TEXT_INIT("application/xhtml+xml") },
    { TEXT_INIT("xls"), TEXT_INIT("application/vnd.ms-excel") },
    { TEXT_INIT("xlsx"), TEXT_INIT("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") },
    { TEXT_INIT("xml"), TEXT_INIT("application/xml") }, { TEXT_INIT("zip"), TEXT_INIT("application/zip") },
    /* to add one: a row, in the order of endings */
};

text media_type_of(text path)
{
    size_t end = 0;
    while (end < path.length && path.bytes[end] != '?' && path.bytes[end] != '#')
        end++;
    text extension = path_extension(text_slice(path, 0, end));
    for (size_t i = 0; i < COUNT(types); i++)
        if (text_equal_ignoring_ascii_case(extension, types[i].extension))
            return types[i].type;
    return TEXT_NONE;
}
