/* At an old address: goes to the new one and takes along what stands behind '?' and '#'. */
location.replace(document.currentScript.dataset.target + location.search + location.hash);
