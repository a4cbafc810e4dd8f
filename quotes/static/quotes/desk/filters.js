import { Combobox } from "./combobox.js";
import { byId } from "./dom.js";

/** The address of the desk with these filters and more: filters live in the URL. */
export function filterAddress(filters, more) {
  return `?${new URLSearchParams({ ...filters, ...more })}`;
}

/** The two filters that are found by typing. */
export function offerFilters(api) {
  for (const name of ["outlet", "speaker"]) {
    const typed = byId(`filter-${name}`);
    const key = byId(`id_${name}`);
    const search = async (words) => (await api.get(`${name}s/`, { q: words })).found;
    new Combobox(typed, byId(`filter-${name}-found`), search, (chosen) => {
      typed.value = chosen.name;
      key.value = chosen.key;
      typed.form.requestSubmit();
    });
    typed.addEventListener("input", () => { key.value = ""; });
  }
}
