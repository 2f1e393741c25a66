return { name = "bad", api = 1,
  prepare = function(site)
    return site.titel  -- expect: plugin-error
  end,
}
