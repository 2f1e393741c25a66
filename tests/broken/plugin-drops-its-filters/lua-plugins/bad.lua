-- expect-file: plugin-error
local plugin = { name = "bad", api = 1, filters = { shout = function(text) return text:upper() end } }

plugin.prepare = function()
  plugin.filters = nil
end

return plugin
