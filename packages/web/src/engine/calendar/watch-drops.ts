import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';

/** Tells which record was dropped on which day, and from which one it came. */
export const watchDrops = (onDrop: (id: string, from: string, to: string) => void): (() => void) =>
  monitorForElements({
    canMonitor: ({ source }) => source.data['type'] === 'dated',
    onDrop: ({ source, location }) => {
      const goal = location.current.dropTargets[0]?.data['day'];
      if (typeof goal === 'string')
        onDrop(String(source.data['id']), String(source.data['day']), goal);
    },
  });
