using Dispatch.Operations.Hosting;
using Dispatch.Sealing.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>Settings, where to listen, and what is logged.</summary>
internal static class Settings
{
    /// <summary>Where the product listens when nobody says otherwise: on this machine only.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DispatchOptions>().BindConfiguration(DispatchOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsValidator>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ServerSecret>();
        RequestLog.Redact(builder.Logging);

        var configuration = builder.Configuration;
        if (configuration["urls"] is null && configuration["http_ports"] is null && configuration["https_ports"] is null
            && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var limits = builder.Read().Limits;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
            kestrel.Limits.MaxRequestLineSize = limits.UrlBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = limits.Headers;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeaderSeconds);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.BodyBytesPerSecond, BodyLimit.Grace);
        });
    }

    /// <summary>What is wrong with the settings, before anything is opened or written.</summary>
    public static IReadOnlyList<string> SettingFaults(this WebApplicationBuilder builder)
    {
        try
        {
            return
            [
                .. (new DispatchOptionsValidator().Validate(null, builder.Read()).Failures ?? [])
                    .Union(SealingSettings.Read(builder.Configuration).Faults(), StringComparer.Ordinal),
                .. OperationsSettings.Read(builder.Configuration).Faults(),
            ];
        }
        catch (InvalidOperationException unreadable)
        {
            // A word where a number belongs: the binder names the setting.
            return [unreadable.Message];
        }
    }

    /// <summary>The settings as they stand while the host is composed.</summary>
    public static DispatchOptions Read(this WebApplicationBuilder builder) =>
        builder.Configuration.GetSection(DispatchOptions.Section).Get<DispatchOptions>() ?? new DispatchOptions();
}
