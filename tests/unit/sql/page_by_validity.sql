SELECT public_.risiko.id AS feature_key, public_.risiko.id, public_.risiko.ragam, public_.risiko.tingkat, public_.risiko.telaah, public_.risiko.mulai, public_.risiko.sampai, public_.risiko.sumber, public_.risiko.tanggal_data, public_.risiko.contoh
FROM public_.risiko
WHERE (public_.risiko.mulai IS NULL OR public_.risiko.mulai <= %(param_1)s::DATE) AND (public_.risiko.sampai IS NULL OR public_.risiko.sampai >= %(param_2)s::DATE) ORDER BY public_.risiko.id
 LIMIT %(param_3)s::INTEGER
