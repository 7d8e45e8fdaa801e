using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Demo;
using Dispatch.Web.Drills;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Demo;

/// <summary>The demonstration: its data, its simulated people, and what is printed at start.</summary>
internal static class DemoHosting
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => DemoData.Parse(
            new DemoTexts(Text("areas"), Text("stations"), Text("people")), provider.GetRequiredService<ServiceCatalogue>()));
        services.AddSingleton(_ => DemoRoster.Parse(Text("roster")));
        services.AddSingleton<DemoLoader>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoLoader>());
        services.AddHostedService<Banner>();
        services.AddSingleton(provider => LivePlan.Parse(Text("live"), provider.GetRequiredService<ServiceCatalogue>()));
        services.AddSingleton<SimulatedHelpers>();
        services.AddSingleton<LiveMark>();
        services.AddDrills();
        if (builder.Read().Demo is { Enabled: true, Live: true })
        {
            services.AddSingleton<SimulatedResidents>();
            services.AddHostedService<LiveDemo>();
        }
        else
        {
            services.AddHostedService<LiveEnd>();
        }
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "demo", $"{file}.json"));
}
