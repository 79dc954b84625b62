// Each thing that people hold or see as the path of one pen, on a sheet of 48 by 48: for the screens and for the map.
export const drawings = {
  paper: 'M12 6h18l8 8v28H12zM30 6v8h8M18 22h14M18 28h14M18 34h9',
  stick: 'M14 18h20v24H14zM18 18V6h12v12M22 10v3M26 10v3M20 30h8',
  sticks: 'M6 18h14v24H6zM9 18V8h8v10M28 18h14v24H28zM31 18V8h8v10',
  people: 'M18 20a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM6 40c0-9 5-14 12-14s12 5 12 14M32 20a5 5 0 1 0-3-9M34 26c5 1 8 6 8 13',
  phone: 'M16 6h16v36H16zM16 12h16M16 34h16M23 38h2',
  laptop: 'M10 10h28v22H10zM4 38h40l-4-6H8z',
  folder: 'M6 12h13l4 5h19v23H6zM6 22h36',
  certificate: 'M6 10h36v22H6zM12 17h18M12 23h12M30 26a4 4 0 1 0 8 0 4 4 0 1 0-8 0M32 30v10l2-2 2 2V30',
  list: 'M12 6h24v36H12zM17 15l2 2 4-4M27 15h5M17 25l2 2 4-4M27 25h5M17 35h5M27 35h5',
  cloud: 'M14 36a9 9 0 0 1 0-18 11 11 0 0 1 21-1 9.500 9.500 0 0 1 0 19z',
  hsm: 'M6 12h36v24H6zM6 24h36M12 18h6M12 30h6M30 18h6M30 30h6',
  storage:
    'M10 12c0-3 6-6 14-6s14 3 14 6v24c0 3-6 6-14 6s-14-3-14-6zM10 12c0 3 6 6 14 6s14-3 14-6M10 24c0 3 6 6 14 6s14-3 14-6',
  person: 'M24 22a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 42c0-10 6-15 14-15s14 5 14 15',
} as const;
export type DrawingName = keyof typeof drawings;
