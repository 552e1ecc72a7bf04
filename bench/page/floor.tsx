import { createRoot } from 'react-dom/client';
import { create } from 'zustand';

const useCount = create(() => ({ count: 0 }));

/** The least that an app of React with zustand loads. */
function Floor() {
  const count = useCount((state) => state.count);
  return <button onClick={() => useCount.setState({ count: count + 1 })}>{count}</button>;
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Floor />);
