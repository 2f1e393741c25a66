# SPDX-License-Identifier: MIT
"""Fields of things in use: on every golden site a plugin asks each thing that it can reach for each field of
docs/fields.md. A field has the type that stands there, and only one whose meaning speaks of "none" may be nil."""
import re

from suite import AT, ROOT, Suite, copy_site, entries_of, flags_of, golden_sites, run

suite = Suite("fields", __doc__, has_like_builds=True)
SITES = {site.name: site for site in golden_sites()}
WALK = r"""
local seen, told, count, has_walked = {}, {}, 0, false

local function tell(text)
  if not told[text] then told[text] = true brief.warn("walk: " .. text) end
end

local function is_of(value, type_name)
  local kind = math.type(value) or type(value)
  if type_name == "text" then return kind == "string" end
  if type_name == "integer" then return kind == "integer" end
  if type_name == "bool" then return kind == "boolean" end
  if type_name == "markup" or type_name == "map" then return kind == "userdata" and brief.kind(value) == nil end
  if type_name == "date" then return kind == "userdata" and value.iso ~= nil end
  return brief.kind(value) == type_name
end

local function walk(thing)
  local kind = brief.kind(thing)
  if not kind or seen[thing] or has_walked and kind == "edition" then return end -- which leads to the whole archive
  seen[thing], count = true, count + 1
  for _, field in ipairs(fields[kind]) do
    local name, type_name, may_be_none = field[1], field[2], field[3]
    local value, item_type = thing[name], type_name:match("^list of (.*)$")
    local items = item_type and value or { value }
    if value == nil and not may_be_none then tell(kind .. "." .. name .. " is nil") end
    for _, item in ipairs(items) do
      if not is_of(item, item_type or type_name) then tell(kind .. "." .. name .. " has a value that is no " .. type_name) end
      walk(item)
    end
  end
end

return {
  name = "walk", api = 1,
  prepare = function(site)
    walk(site)
    for _, article in ipairs(site.articles) do
      for _, found in ipairs(site:related(article, { minimum = 0 })) do walk(found) end
    end
    has_walked = true
    tell(count < 3 and "there was nothing to look at" or "went through the site")
  end,
  html = function(_, page) seen = {} walk(page) end,
}
"""


def tables():
    """docs/fields.md as a table of Lua: type → { name, type, may be none }."""
    parts = re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", (ROOT / "docs" / "fields.md").read_text(), re.M | re.S)
    rows = {name: re.findall(r"^\| `(\w+)` \| ([^|]+?) \| (.*) \|$", text, re.M) for name, text in parts}
    suite.check("docs/fields.md is understood", len(rows) > 20 and all(rows.values()), rows)
    written = ("".join(f'{{ "{name}", "{kind}", {str("none" in meaning).lower()} }}, ' for name, kind, meaning in fields)
               for fields in rows.values())
    return "local fields = { " + ", ".join(f"{name} = {{ {fields} }}" for name, fields in zip(rows, written)) + " }\n"


def with_plugin(settings):
    """site.yml with one plugin more."""
    settings, count = re.subn(r"^plugins: \[(.*)\]$", lambda row: f"plugins: [{', '.join(filter(None, [row[1], 'walk']))}]", settings, flags=re.M)
    if not count:
        settings, count = re.subn(r"^(plugins:\n(?: .*\n)+)", r"\1  - walk\n", settings + "\n", flags=re.M)
    return settings if count else settings + "plugins: [author-bio, related-stories, tag-index, walk]\n"


def look(name):
    copy, flags = copy_site(SITES[name], suite.work / name / "site"), flags_of(SITES[name])
    (copy / "lua-plugins").mkdir(exist_ok=True)
    (copy / "lua-plugins" / "walk.lua").write_text(PLUGIN)
    settings = copy / "site.yml"
    settings.write_text(with_plugin(settings.read_text()))
    at = [] if "--at" in flags else ["--at", AT]
    done = run([suite.brief, "-C", copy, "-o", suite.work / name / "out", "build", "-j0", "-q", *at, *flags, "--diagnostics", "json"])
    said = [entry["message"] for entry in entries_of(done.stderr) if entry["message"].startswith("walk: ")]
    suite.check(name, done.returncode == 0 and said == ["walk: went through the site"], "\n".join(said) or done.stderr[:2000])


PLUGIN = tables() + WALK
suite.each(look, SITES)
suite.finish()
