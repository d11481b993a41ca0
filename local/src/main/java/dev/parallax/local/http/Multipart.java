package dev.parallax.local.http;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A form with fields and one file (RFC 7578). The fields come first, so that a reader knows them
 * before the file.
 */
record Multipart(String contentType, BodyPublisher body) {

  static Multipart of(Map<String, String> fields, Path file) throws FileNotFoundException {
    String boundary = "parallax-" + UUID.randomUUID();
    StringBuilder head = new StringBuilder();
    fields.forEach(
        (name, value) ->
            head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, name, value)));
    String name =
        file.getFileName().toString().replace('"', '_').replace('\r', '_').replace('\n', '_');
    head.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(boundary, name));
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head.toString()),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    return new Multipart("multipart/form-data; boundary=" + boundary, body);
  }
}
