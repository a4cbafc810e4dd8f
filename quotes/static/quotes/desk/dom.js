/** An element with its attributes and children; text is never read as markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(id);

/** A confidence as people read it. */
export const percent = (share) => `${Math.floor(share * 100)} %`;

/** “1 statement”, “3 statements”. */
export const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
