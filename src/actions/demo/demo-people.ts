import type { Mode, PartnerKind, StaffRole } from '../../domain/codes.ts'

/** The four partners of the demo, as in Qiqihar: health commission, medical college, youth league, police. */
export const demoPartners: { code: string; kind: PartnerKind; name: string }[] = [
  { code: 'health-commission', kind: 'health', name: '卫生健康委' },
  { code: 'medical-college', kind: 'medical_school', name: '医学院' },
  { code: 'youth-league', kind: 'youth_league', name: '团市委' },
  { code: 'police', kind: 'police', name: '公安局' },
]

/** A small tree of places: the city, two centers, an institute each, and their stations. */
export const demoTerritories: { code: string; parent: string | null; kind: string; name: string }[] = [
  { code: 'city', parent: null, kind: 'city', name: '全市' },
  { code: 'longsha', parent: 'city', kind: 'center', name: '龙沙区' },
  { code: 'jianhua', parent: 'city', kind: 'center', name: '建华区' },
  { code: 'tiefeng', parent: 'city', kind: 'center', name: '铁锋区' },
  { code: 'longsha-hubin', parent: 'longsha', kind: 'station', name: '湖滨社区' },
  { code: 'jianhua-bukui', parent: 'jianhua', kind: 'station', name: '卜奎社区' },
  { code: 'tiefeng-zhanqian', parent: 'tiefeng', kind: 'station', name: '站前社区' },
]

const names = [
  '林静',
  '周安',
  '陈禾',
  '吴桐',
  '许诺',
  '沈清',
  '何暖',
  '顾言',
  '唐宁',
  '宋雨',
  '韩溪',
  '梁晨',
  '叶舟',
  '苏禾',
  '方圆',
  '陆远',
  '丁香',
  '孟夏',
  '白露',
  '江月',
]

type DemoPerson = {
  handle: string
  role: StaffRole
  partner?: string
  name: string
  languages: string[]
  modes: Mode[]
  territory?: string
}

/** Twenty counselors in turn from the four partners, a coordinator, an operator, a supervisor. All names are made up. */
export const demoPeople: DemoPerson[] = [
  ...names.map((name, i) => ({
    handle: `counselor-${i + 1}`,
    role: 'counselor' as const,
    partner: demoPartners[i % demoPartners.length]?.code ?? '',
    name,
    languages: ['zh', ...(i % 3 === 1 ? ['yue'] : []), ...(i % 4 === 2 || i === 0 ? ['en'] : [])],
    modes: ['phone', 'text', 'video'] as Mode[],
    territory: demoTerritories[1 + (i % 3)]?.code,
  })),
  { handle: 'coordinator-1', role: 'coordinator', name: '秦岚', languages: ['zh'], modes: [] },
  { handle: 'operator-1', role: 'operator', name: '罗平', languages: ['zh'], modes: [] },
  { handle: 'supervisor-1', role: 'supervisor', name: '苏文', languages: ['zh'], modes: [] },
]
