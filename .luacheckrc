-- Settings of luacheck for the plugins (`make lint`): Lua 5.4 without what the sandbox takes away, and brief's own names.
std = {
   read_globals = {
      "_G", "_VERSION", "assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "print", "rawequal",
      "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall",
      math = {}, string = {}, table = {}, utf8 = {},
      os = { fields = { "date", "time" } },
      brief = { other_fields = true },
   },
}
for _, library in ipairs({ "math", "string", "table", "utf8" }) do
   std.read_globals[library] = { other_fields = true }
end
-- For those who name another std on the command line.
read_globals = { brief = { other_fields = true } }
max_line_length = 120
unused_args = false
exclude_files = { "lua-plugins/types/*" }
