return { name = "plain", api = 1 }
