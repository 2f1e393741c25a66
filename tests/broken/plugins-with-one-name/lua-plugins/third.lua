return { name = "third", api = 1,
  filters = {
    -- brief: allow duplicate-function: its second argument says how loud
    shout = function(words, level) return words .. level end,
  },
  shortcodes = {
    -- expect-next: duplicate-function
    shout = function() return "" end,
  },
}
