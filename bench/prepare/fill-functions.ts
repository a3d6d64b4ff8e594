/**
 * What the filling statements share, made for one session. Everything follows from a seed text, so that two fills are
 * alike; ids are of version 7 with the time of their row, so that indexes grow as they would in use.
 */
export const fillFunctions = `
  create function pg_temp.chance(seed text, below integer) returns integer language sql immutable as $$
    select ((hashtextextended(seed, 0) & 9223372036854775807) % below)::integer $$;

  create function pg_temp.id_at(at timestamptz, seed text) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3)
      || '8' || substr(md5(seed), 4, 15))::uuid $$;

  create function pg_temp.code(number bigint) returns text language sql immutable as $$
    select upper(lpad(to_hex((number * 2654435761) % 4294967296), 8, '0')) $$;

  create function pg_temp.place(seed text) returns text language sql immutable as $$
    select (1 + pg_temp.chance(seed || 'number', 180)) || ' ' || (array['Abbey', 'Belgrave', 'Castle', 'Devonshire',
      'Evington', 'Fosse', 'Granby', 'Harrow', 'Institute', 'Jubilee', 'King Richard’s', 'London', 'Melton'])
      [1 + pg_temp.chance(seed || 'name', 13)] || ' ' || (array['Road', 'Street', 'Lane', 'Close', 'Court'])
      [1 + pg_temp.chance(seed || 'kind', 5)] $$;

  create function pg_temp.person(seed text) returns text language sql immutable as $$
    select (array['Amina', 'Brian', 'Carol', 'Dev', 'Ewa', 'Farah', 'George', 'Hannah', 'Imran', 'Joan'])
      [1 + pg_temp.chance(seed || 'first', 10)] || ' ' || (array['Patel', 'Smith', 'Kaur', 'Jones', 'Nowak', 'Begum',
      'Taylor', 'Okafor', 'Evans', 'Singh', 'Murphy'])[1 + pg_temp.chance(seed || 'last', 11)] $$;

  create function pg_temp.sentence(seed text) returns text language sql immutable as $$
    select (array[
      'Caller reports loud music and shouting from the flat above until after two in the morning, as on most nights this month.',
      'Group of five or six youths kicking a football against the side wall; verbal abuse when asked to stop, left on arrival.',
      'Bins set alight behind the garages. No injuries. Fire service attended; resident says the same group was seen earlier.',
      'Complainant states that the neighbour banged on the party wall and made threats through the letter box.',
      'Motorcycles ridden across the green and along the footpath at speed; no registration marks seen.',
      'Rubbish and broken glass thrown over the fence into the garden, second time this week.',
      'Drug use in the stairwell; needles found by the caretaker and removed. Photographs taken.',
      'Officer attended, spoke with both parties, words of advice given. Diary sheets issued, review in fourteen days.'])
      [1 + pg_temp.chance(seed, 8)] $$;

  create function pg_temp.story(seed text, most integer) returns text language sql immutable as $$
    select string_agg(pg_temp.sentence(seed || n), ' ' order by n)
    from generate_series(1, 1 + pg_temp.chance(seed || 'length', most)) n $$;
`;
