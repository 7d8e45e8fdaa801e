using System.Collections.Concurrent;
using System.IO.Compression;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Dispatch.Web.Hosting;

/// <summary>Serves the built client: hashed assets for ever, the rest asked for anew each time; compressed once and kept.</summary>
internal sealed class ClientAssets(RequestDelegate next, IWebHostEnvironment environment)
{
    private const int Quality = 9;
    private static readonly HashSet<string> Compressible =
        new(StringComparer.OrdinalIgnoreCase) { ".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".map", ".txt" };

    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly ConcurrentDictionary<(string Path, DateTimeOffset Changed), Lazy<byte[]>> _compressed = new();

    /// <summary>How many files are kept.</summary>
    public int Kept => _compressed.Count;

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.CacheControl.Count == 0)
            {
                context.Response.Headers.CacheControl = IsHashed(path) ? "public, max-age=31536000, immutable" : "no-cache";
            }

            return Task.CompletedTask;
        });

        var file = Compressible.Contains(Path.GetExtension(path)) && AcceptsBrotli(context.Request) && HttpMethods.IsGet(context.Request.Method)
            ? environment.WebRootFileProvider.GetFileInfo(path)
            : null;
        return file is { Exists: true, IsDirectory: false } ? SendAsync(context, path, file) : next(context);
    }

    /// <summary>The client's page for every path that is neither a file nor the server's own: its router knows the doors, and says so of those that are none.</summary>
    public static void MapDoors(IEndpointRouteBuilder app)
    {
        foreach (var doors in new[] { "/", "/{door:nonfile:regex(^(?!(api|hubs|health|openapi|metrics|assets)$))}/{**rest:nonfile}" })
        {
            app.MapFallbackToFile(doors, "index.html").Needs(AccessTable.ReadPublic).WithMetadata(new HttpMethodMetadata(["GET", "HEAD"]));
        }
    }

    private static bool IsHashed(string path) => path.StartsWith("/assets/", StringComparison.Ordinal);

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase) && request.Headers.Range.Count == 0;

    private async Task SendAsync(HttpContext context, string path, IFileInfo file)
    {
        var etag = $"\"{file.LastModified.ToUnixTimeMilliseconds():x}-{file.Length:x}-br\"";
        var response = context.Response;
        response.Headers.ETag = etag;
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(etag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // By the file and not by how it was asked for: of one file there are any number of spellings, such as with more slashes.
        var body = _compressed.GetOrAdd((file.PhysicalPath ?? file.Name, file.LastModified), _ => new Lazy<byte[]>(() => Compress(file))).Value;
        response.ContentType = Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
        response.Headers.ContentEncoding = "br";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Compress(IFileInfo file)
    {
        var compressed = new MemoryStream();
        using (var source = file.CreateReadStream())
        using (var brotli = new BrotliStream(compressed, new BrotliCompressionOptions { Quality = Quality }))
        {
            source.CopyTo(brotli);
        }

        return compressed.ToArray();
    }
}
