return { name = "capitals", api = 1,
  shortcodes = {
    capital = function(arguments)
      local region = brief.read_data(arguments.of)
      local rivers = {}
      for i, river in pairs(region.rivers or {}) do rivers[i] = brief.html.li{ river } end
      return brief.html.div{ region.capital, brief.html.ul(rivers) }
    end,
  },
}
