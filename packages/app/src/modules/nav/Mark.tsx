/** The product's mark: one event fanning out to three consumers. */
export const Mark = () => (
  <svg width="28" height="28" viewBox="0 0 28 28" fill="none" aria-hidden>
    <g stroke="#7df3e1" strokeWidth="2" strokeLinecap="round">
      <path d="M8 14h12" />
      <path d="M8 14c6 0 5-8 12-8" />
      <path d="M8 14c6 0 5 8 12 8" />
    </g>
    <circle cx="6" cy="14" r="4" fill="#7df3e1" />
    <circle cx="22" cy="6" r="3" fill="#7df3e1" />
    <circle cx="22" cy="14" r="3" fill="#7df3e1" />
    <circle cx="22" cy="22" r="3" fill="#7df3e1" />
  </svg>
);
