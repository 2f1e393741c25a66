return { name = "first", api = 1,
  filters = { shout = function(words) return words:upper() end, cry = function(words) return words end },
  shortcodes = { shout = function() return "" end },
}
