using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public sealed class ClientAssetsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("client-");

    [Fact]
    public async Task File_AskedForInManySpellings_IsCompressedAndKeptOnce()
    {
        Directory.CreateDirectory(Path.Combine(_root.FullName, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_root.FullName, "assets", "page.js"), "console.log(1)");
        using var files = new PhysicalFileProvider(_root.FullName);
        var assets = new ClientAssets(_ => Task.CompletedTask, new Site(files));

        foreach (var path in new[] { "/assets/page.js", "/assets//page.js", "//assets///page.js", "/assets/nothing.js" })
        {
            var context = new DefaultHttpContext { Request = { Method = "GET", Path = path, Headers = { AcceptEncoding = "br" } } };
            await assets.InvokeAsync(context);
        }

        assets.Kept.ShouldBe(1);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private sealed class Site(IFileProvider files) : IWebHostEnvironment
    {
        public string WebRootPath { get; set; } = "";

        public IFileProvider WebRootFileProvider { get; set; } = files;

        public string ApplicationName { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = files;

        public string ContentRootPath { get; set; } = "";

        public string EnvironmentName { get; set; } = "";
    }
}
