return { name = "chart", api = 1 }
