/* At an old address: goes to the new one and takes along what stands behind '?' and '#'. A new one that has a '?' keeps its own. */
const { target } = document.currentScript.dataset;
location.replace(target + (target.includes("?") ? "" : location.search) + location.hash);
