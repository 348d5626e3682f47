import { options, VNode } from "preact";

/** Makes any text safe as the key of an element. Preact looks keys up in a plain object, where `__proto__` and
 *  `constructor` are there already: a span of such a name would break the page. */
export function guardElementKeys(): void {
  options.vnode = (vnode: VNode) => {
    if (vnode.key === undefined || vnode.key === null) return;
    vnode.key = `key ${vnode.key}`;
    (vnode.attributes as { key: string }).key = vnode.key;
  };
}
