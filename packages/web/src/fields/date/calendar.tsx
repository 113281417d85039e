import '@mantine/dates/styles.css';
import 'dayjs/locale/it';
import 'dayjs/locale/pl';
import 'dayjs/locale/pt-br';
import { DatePicker } from '@mantine/dates';
import { useReading } from '../reading.tsx';

/** A month to pick a day from. Loaded when first opened. */
export function Calendar({ day, onPick }: { day: string | null; onPick: (day: string) => void }) {
  const { language, today } = useReading();
  return (
    <DatePicker
      locale={language.toLowerCase()}
      firstDayOfWeek={language === 'en' || language === 'pt-BR' ? 0 : 1}
      value={day}
      defaultDate={day ?? today}
      highlightToday
      weekendDays={[]}
      onChange={(picked) => {
        if (picked) onPick(picked);
      }}
    />
  );
}
