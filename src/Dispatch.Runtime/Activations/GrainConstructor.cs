using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Runtime.Activations;

/// <summary>
/// Compiles a grain class's constructor into a function. Singletons are looked up once per class; scoped and transient services come from
/// the activation's own scope; parameters that a binder claims come from it.
/// </summary>
internal static class GrainConstructor
{
    public static (Func<IGrainContext, object> Make, bool HasParts) Compile(Type type, IServiceProvider services)
    {
        var constructor = Choose(type);
        var context = Expression.Parameter(typeof(IGrainContext), "context");
        var binders = services.GetServices<IConstructorParameterBinder>().ToArray();
        var hasParts = false;
        var arguments = constructor.GetParameters().Select(parameter =>
        {
            var bound = binders.Select(binder => binder.Bind(parameter, services)).FirstOrDefault(factory => factory is not null);
            hasParts |= bound is not null;
            return Expression.Convert(Argument(parameter, bound, services, context), parameter.ParameterType);
        }).ToArray();
        var body = Expression.Convert(Expression.New(constructor, arguments), typeof(object));
        return (Expression.Lambda<Func<IGrainContext, object>>(body, context).Compile(), hasParts);
    }

    private static ConstructorInfo Choose(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        return constructors.FirstOrDefault(each => each.GetCustomAttribute<ActivatorUtilitiesConstructorAttribute>() is not null)
            ?? constructors.OrderByDescending(each => each.IsPublic).ThenByDescending(each => each.GetParameters().Length).First();
    }

    private static Expression Argument(
        ParameterInfo parameter, Func<IGrainContext, object>? bound, IServiceProvider services, ParameterExpression context)
    {
        if (bound is not null)
        {
            return Expression.Invoke(Expression.Constant((Func<IGrainContext, object>)(grain => AddPart(bound(grain)))), context);
        }

        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return context;
        }

        var key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        if (IsSingleton(parameter.ParameterType, key, services))
        {
            return Expression.Constant(Resolve(services, parameter, key), typeof(object));
        }

        return Expression.Invoke(
            Expression.Constant((Func<IGrainContext, object?>)(grain => Resolve(grain.ActivationServices, parameter, key))), context);
    }

    private static object AddPart(object argument)
    {
        if (argument is IActivationPart part)
        {
            ActivationScope.AddPart(part);
        }

        return argument;
    }

    private static object? Resolve(IServiceProvider services, ParameterInfo parameter, object? key)
    {
        var service = key is null
            ? services.GetService(parameter.ParameterType)
            : ((IKeyedServiceProvider)services).GetKeyedService(parameter.ParameterType, key);
        return service ?? (parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new InvalidOperationException($"{parameter.Member.DeclaringType} needs a {parameter.ParameterType}, which is not registered."));
    }

    private static bool IsSingleton(Type type, object? key, IServiceProvider services)
    {
        var registered = services.GetRequiredService<Hosting.ServiceLifetimes>();
        return registered.Of(type, key) == ServiceLifetime.Singleton;
    }
}
