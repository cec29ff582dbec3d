/* libcurl's setopt, getinfo and multi_setopt are variadic, which Swift cannot
   import: one typed function for each kind of argument. */
#ifndef PROMPTGATE_CCURL_SHIM_H
#define PROMPTGATE_CCURL_SHIM_H

#include <curl/curl.h>

typedef size_t (*pg_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode pg_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode pg_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode pg_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode pg_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode pg_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode pg_curl_set_callback(
    CURL *easy, CURLoption option, pg_curl_data_callback value
) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode pg_curl_set_seek_callback(
    CURL *easy, CURLoption option, curl_seek_callback value
) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode pg_curl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode pg_curl_get_pointer(CURL *easy, CURLINFO info, void **value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLMcode pg_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/* CURL_GLOBAL_ALL is a macro that Swift does not see. */
static inline CURLcode pg_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_ALL);
}

/* CURLMsg holds an anonymous union, which Swift sees only in part: give back its
   two useful members, and 0 when no transfer has finished. */
static inline int pg_curl_next_done(CURLM *multi, CURL **easy, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *easy = message->easy_handle;
            *result = message->data.result;
            return 1;
        }
    }
    return 0;
}

#endif
