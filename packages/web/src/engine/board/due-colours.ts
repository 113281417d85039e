/** Late is red and today green, as beside every due date. */
export const dueColours: Readonly<Record<string, string>> = {
  overdue: 'red',
  today: 'green',
  thisWeek: 'blue',
  nextWeek: 'indigo',
  later: 'gray',
};
