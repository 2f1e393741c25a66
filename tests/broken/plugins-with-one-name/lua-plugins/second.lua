return { name = "second", api = 1,
  filters = {
    -- expect-next: duplicate-function
    shout = function(words) return words .. "!" end,
  },
  functions = { cry = function() return "" end },
}
