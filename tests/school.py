"""A school's ruleset on top of its department's, with everything that titles take, and a dossier for it."""

OFFICE = """\
bộ quy tắc: so/2025
tên: Quy chế thi đua của sở
hiệu lực: {từ: 2025-01-01, đến: 2026-12-31}
văn bản:
  qc: {số hiệu: 1/QC, mục: {Đ1: điều một, Đ2: điều hai, Đ3: điều ba}}
tham số:
  tỷ lệ CSG: {kiểu: phần trăm, từ: 0%, đến: 100%, giá trị: 15%, căn cứ: qc Đ1}
  lương cơ sở: {kiểu: tiền, giá trị: {2023-07-01: 1.800.000, 2024-07-01: 2.340.000}, căn cứ: qc Đ1}
từ vựng:
  tổ:
    trường: chữ
    đạt chuẩn tổ: đúng/sai
  cá nhân:
    tổ: {kiểu: thuộc tổ, chiều ngược: thành viên}
    giữ chức vụ quản lý: đúng/sai
    là nữ: đúng/sai
    bị kỷ luật: đúng/sai
    được minh oan: đúng/sai
    có sáng kiến: đúng/sai
    tỷ lệ phiếu: {kiểu: phần trăm, từ: 0%, đến: 100%}
    được hội đồng chọn: đúng/sai
danh hiệu:
  LĐG:
    cho: cá nhân
    tên: Lao động giỏi
    căn cứ: qc Đ2
    yêu cầu: {a: không bị kỷ luật}
    loại trừ:
      x1: {khi: bị kỷ luật, căn cứ: qc Đ2, trừ khi: {e1: được minh oan}}
  CSG:
    cho: cá nhân
    tên: Chiến sĩ giỏi
    căn cứ: qc Đ3
    yêu cầu: {a: đạt LĐG}
    chỉ tiêu:
      trong: tổ
      giới hạn:
        Q1: {tối đa: tỷ lệ CSG × số thành viên của tổ trong đó đạt LĐG, làm tròn: xuống, tối thiểu: 1}
        Q2: {tính cho: giữ chức vụ quản lý, tối đa: 60% × chỉ tiêu Q1, làm tròn: xuống}
      ưu tiên: [là nữ, tỷ lệ phiếu giảm dần]
      khi bằng nhau: hội đồng chọn
"""

SCHOOL = """\
bộ quy tắc: truong/2026
tên: Quy chế thi đua của trường
hiệu lực: {từ: 2026-01-01, đến: 2026-12-31}
kế thừa: [so/2025]
văn bản:
  qd: {số hiệu: 5/QĐ, ngày: 2026-01-02, cơ quan: Trường, mục: {M1: một, M2: hai, M3: ba, M4: bốn}}
từ vựng:
  tổ:
    mức của tổ: {kiểu: bậc, như: mức tháng trước}
  cá nhân:
    mức tháng trước: {kiểu: bậc, bậc: [yếu, đạt, tốt, xuất sắc], ngoài bậc: [không xếp loại]}
  phiếu tháng:
    khoá: [cá nhân, tháng]
    cá nhân: {kiểu: thuộc cá nhân, chiều ngược: phiếu tháng}
    tháng: {kiểu: tháng, từ: 01/2003, đến: 12/2100}
    số lần đi muộn: {kiểu: số nguyên, từ: 0, đến: 100}
    số buổi vắng: {kiểu: số nguyên, từ: 0, đến: 100}
    nền nếp lớp: {kiểu: bậc, bậc: [kém, khá, tốt]}
    phụ trách lớp: đúng/sai
    mất hồ sơ: đúng/sai
    số sáng kiến: {kiểu: số nguyên, từ: 0, đến: 50}
    điểm thành tích: {kiểu: số, từ: 0, đến: 20}
    số ngày làm việc: {kiểu: số nguyên, từ: 0, đến: 31}
    nhập sai sổ: đúng/sai
    là tổ trưởng: đúng/sai
    tổ: {kiểu: thuộc tổ, chiều ngược: phiếu tháng}
  danh hiệu đã nhận:
    khoá: [cá nhân, danh hiệu, năm]
    cá nhân: {kiểu: thuộc cá nhân, chiều ngược: danh hiệu đã nhận}
    danh hiệu: {kiểu: danh hiệu}
    năm: {kiểu: năm, từ: 2003}
    số quyết định: chữ
  phiên họp:
    cá nhân: {kiểu: thuộc cá nhân, chiều ngược: phiên họp}
    số ủy viên: {kiểu: số nguyên, từ: 1}
    số phiếu thuận: {kiểu: số nguyên, từ: 0}
ràng buộc:
  RB1: {cho: phiên họp, tên: Phiếu thuận không quá số ủy viên, khi: số phiếu thuận ≤ số ủy viên}
điểm:
  điểm tháng:
    cho: phiếu tháng
    tên: Điểm thi đua tháng
    căn cứ: qd M1
    # điểm có hai số lẻ
    thang: 40
    mục:
      I:
        tên: Kỷ luật lao động
        tối đa: 9
        trừ:
          a: 0,5 × số lần đi muộn
          b: {tính: 4 × số buổi vắng, tối đa: 8}
      II:
        tối đa: 15
        áp dụng khi: phụ trách lớp
        không áp dụng thì: bỏ mục
        mất điểm khi: mất hồ sơ
        bảng: {nền nếp lớp là “tốt”: 15, còn lại: 6}
      III:
        tối đa: 10
        lấy: cao nhất
        mục:
          1: {tối đa: 10, tính: điểm thành tích}
          2: {tối đa: 6, cộng: {a: 2 × số sáng kiến}}
      IV: {tối đa: 6, tính: điểm thành tích / 5, làm tròn: 'gần nhất đến 0,25'}
    điểm thưởng: {tối đa: 5, tính: điểm thành tích}
    điểm trừ: {trừ: {a: 2 × số lần đi muộn}}
xếp loại:
  mức tháng:
    cho: phiếu tháng
    căn cứ: qd M2
    bậc: [yếu, đạt, tốt, xuất sắc]
    ngoài bậc: [không xếp loại]
    bảng:
      số ngày làm việc < 7: không xếp loại
      điểm tháng ≥ 88% × thang điểm tháng: xuất sắc
      điểm tháng ≥ 70% × thang điểm tháng: tốt
      điểm tháng ≥ 50% × thang điểm tháng: đạt
      còn lại: yếu
    điều chỉnh:
      - {mã: Đ1, khi: nhập sai sổ, hạ: 1}
      - {mã: Đ3, khi: mất hồ sơ, thành: không xếp loại}
    chỉ tiêu:
      bậc: xuất sắc
      vượt thì: tốt
      trong: tổ
      giới hạn: {Q1: {tối đa: 20% × số phiếu tháng của tổ, làm tròn: xuống}}
      ưu tiên: [điểm tháng giảm dần]
      khi bằng nhau: cùng được
mức thưởng:
  tiền thưởng:
    cho: cá nhân
    căn cứ: qd M3
    mức lương: lương cơ sở
    hệ số:
      đạt CSG: 1
      đạt LĐG: 0,3
      còn lại: 0
    làm tròn: lên đến 10.000
bổ sung:
  CSG:
    căn cứ: qd M4
    yêu cầu: {bt1: có sáng kiến}
    điều kiện thêm: {p: tỷ lệ phiếu ≥ 90%}
thay thế:
  LĐG.x1: {lý do: Trường quy định hẹp hơn, căn cứ: qd M4, khi: bị kỷ luật và không được minh oan}
  tỷ lệ CSG: {lý do: Trường đặt thấp hơn, căn cứ: qd M4, giá trị: 10%}
chấp nhận:
  CHECK-01 mức tháng.Q1: Tổ ít hơn năm phiếu thì không phiếu nào xếp loại xuất sắc.
"""

DOSSIER = """\
ngày xét: 15/12/2026
kỳ xét: 2026
đầy đủ: [cá nhân, phiếu tháng]
tổ:
  - {mã: T1, tên: Tổ Toán}
cá nhân:
  - mã: A
    tổ: T1
    giữ chức vụ quản lý: sai
    là nữ: đúng
    bị kỷ luật: sai
    được minh oan: sai
    có sáng kiến: đúng
    tỷ lệ phiếu: 95%
    danh hiệu đã nhận:
      - {danh hiệu: LĐG, năm: 2025, số quyết định: 12/QĐ}
    phiên họp:
      - {mã: H1, số ủy viên: 9, số phiếu thuận: 8}
  - mã: B
    tổ: T1
    giữ chức vụ quản lý: đúng
    là nữ: sai
    bị kỷ luật: sai
    được minh oan: sai
    có sáng kiến: sai
    tỷ lệ phiếu: 90%
phiếu tháng:
  - cá nhân: A
    tháng: 11/2026
    tổ: T1
    số lần đi muộn: 1
    số buổi vắng: 0
    nền nếp lớp: tốt
    phụ trách lớp: đúng
    mất hồ sơ: sai
    số sáng kiến: 1
    điểm thành tích: 10
    số ngày làm việc: 22
    nhập sai sổ: sai
    là tổ trưởng: sai
"""

AWARD = "      - {danh hiệu: LĐG, năm: 2025, số quyết định: 12/QĐ}\n"
"""The line of a title received before."""
