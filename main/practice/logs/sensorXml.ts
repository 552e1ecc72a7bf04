// Stands on: defender/mde-sense-provider, defender/mde-sense-event-1, defender/mde-sense-event-5, defender/mde-sense-event-50.

/** Events of the sensor as Event Viewer saves them, a little after a moment (UTC): it starts and does not reach the cloud. */
export function sensorXml(from: number, computer: string): Buffer {
  const events: readonly (readonly [minutes: number, id: number, level: number, data: readonly string[]])[] =
    [
      [6, 1, 4, ['10.8760.27600.1015']],
      [8, 5, 2, ['2', 'https://winatp-gw-weu.microsoft.com/', '12175']],
      [13, 5, 2, ['4', 'https://winatp-gw-weu.microsoft.com/', '12175']],
      [18, 67, 3, ['6', '0', '6', 'https://winatp-gw-weu.microsoft.com/', '12175']],
      [23, 5, 2, ['8', 'https://winatp-gw-weu.microsoft.com/', '12175']],
    ];
  const xml = events.map(([minutes, id, level, data], index) => {
    const at = new Date(from + minutes * 60_000).toISOString().replace('Z', '0000Z');
    const values = data.map((value) => `<Data>${value}</Data>`).join('');
    return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-SENSE' Guid='{fae96d09-ade1-5223-0098-af7b67348531}'/><EventID>${id}</EventID><Version>0</Version><Level>${level}</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='${at}'/><EventRecordID>${index + 1}</EventRecordID><Correlation/><Execution ProcessID='2412' ThreadID='2508'/><Channel>Microsoft-Windows-SENSE/Operational</Channel><Computer>${computer}</Computer><Security UserID='S-1-5-18'/></System><EventData>${values}</EventData></Event>`;
  });
  return Buffer.from(
    `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${xml.join('')}</Events>`,
  );
}
