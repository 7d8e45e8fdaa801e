using Dispatch.Records.Hosting;
using Dispatch.Web.Cases;
using Dispatch.Web.Insight;
using Dispatch.Web.Requests;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Hosting;

/// <summary>What all REST routes share.</summary>
internal static class Api
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<Faults>();
        services.AddApiDescription();
        RateLimits.Add(services, builder.Read().RateLimits);
        services.AddTransport();
        HostCookies.Add(services);
        services.AddSingleton<FairShare>();
        services.AddSingleton<IntakeGate>();
        services.AddSingleton<CaseCodes>();
        services.AddSingleton<StationList>();
        services.AddInsight(builder.Read().Postgres, builder.Read().DataPath);
        services.AddSingleton<Cursors>();
        services.AddSingleton<InsightTexts>();
        services.AddSingleton<CalendarTexts>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<OnceSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<OnceSweep>());
    }
}
