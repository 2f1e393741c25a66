return { name = "real", api = 1 }
