package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.NETWORK;
import static dev.sage.deploy.aws.Setting.NETWORK_CIDR;
import static dev.sage.deploy.aws.Setting.NETWORK_DESTINATIONS;
import static dev.sage.deploy.aws.Setting.NETWORK_ENDPOINTS;
import static dev.sage.deploy.aws.Setting.NETWORK_ROUTES;
import static dev.sage.deploy.aws.Setting.NETWORK_SUBNETS;
import static dev.sage.deploy.aws.Setting.NETWORK_VPC;
import static dev.sage.deploy.aws.Setting.NETWORK_ZONES;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// Where functions live when they have to reach a database: subnets without a way to the internet,
/// with endpoints for what they use of Amazon.
///
/// @param subnets of functions, endpoints and databases
/// @param functions who they are to others
record Network(IVpc vpc, SubnetSelection subnets, SecurityGroup functions) {
  private static final int ZONES = 2;
  private static final int MASK = 24;

  /// Empty: functions live outside of any.
  static Optional<Network> of(Construct scope, DeploySettings settings) {
    return switch (settings.text(NETWORK)) {
      case "new" -> Optional.of(inside(scope, fresh(scope, settings), settings));
      case "given" -> Optional.of(inside(scope, given(scope, settings), settings));
      default -> Optional.empty();
    };
  }

  /// What tries to get in or out and may not is in a log.
  private static IVpc fresh(Construct scope, DeploySettings settings) {
    Vpc vpc = vpc(scope, settings);
    LogGroup group =
        LogGroup.Builder.create(scope, "NetworkLog")
            .logGroupName(settings.names().networkLog())
            .retention(Functions.retention(settings))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    vpc.addFlowLog(
        "Refused",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(group))
            .trafficType(FlowLogTrafficType.REJECT)
            .build());
    return vpc;
  }

  private static Vpc vpc(Construct scope, DeploySettings settings) {
    return Vpc.Builder.create(scope, "Network")
        .ipAddresses(IpAddresses.cidr(settings.text(NETWORK_CIDR)))
        .maxAzs(ZONES)
        .natGateways(0)
        .restrictDefaultSecurityGroup(false)
        .subnetConfiguration(
            List.of(
                SubnetConfiguration.builder()
                    .name("Functions")
                    .subnetType(SubnetType.PRIVATE_ISOLATED)
                    .cidrMask(MASK)
                    .build()))
        .build();
  }

  private static IVpc given(Construct scope, DeploySettings settings) {
    return Vpc.fromVpcAttributes(
        scope,
        "Network",
        VpcAttributes.builder()
            .vpcId(settings.text(NETWORK_VPC))
            .availabilityZones(settings.list(NETWORK_ZONES))
            .isolatedSubnetIds(settings.list(NETWORK_SUBNETS))
            .isolatedSubnetRouteTableIds(settings.list(NETWORK_ROUTES))
            .build());
  }

  private static Network inside(Construct scope, IVpc vpc, DeploySettings settings) {
    SecurityGroup functions =
        SecurityGroup.Builder.create(scope, "FunctionGroup")
            .vpc(vpc)
            .description("SAGE functions")
            .allowAllOutbound(false)
            .build();
    functions.addEgressRule(
        Peer.anyIpv4(), Port.tcp(443), "S3, DynamoDB and Secrets Manager, by their endpoints");
    settings.list(NETWORK_DESTINATIONS).forEach(destination -> open(functions, destination));
    Network network = new Network(vpc, isolated(), functions);
    if (settings.is(NETWORK_ENDPOINTS)) {
      network.endpoints(scope);
    }
    return network;
  }

  private static SubnetSelection isolated() {
    return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
  }

  private static void open(SecurityGroup functions, String destination) {
    String[] parts = destination.split(":");
    functions.addEgressRule(
        Peer.ipv4(parts[0]),
        Port.tcp(Integer.parseInt(parts[1])),
        "A database where contracts land");
  }

  private void endpoints(Construct scope) {
    vpc.addGatewayEndpoint("S3", gateway(GatewayVpcEndpointAwsService.S3));
    vpc.addGatewayEndpoint("DynamoDb", gateway(GatewayVpcEndpointAwsService.DYNAMODB));
    SecurityGroup group =
        SecurityGroup.Builder.create(scope, "EndpointGroup")
            .vpc(vpc)
            .description("Secrets Manager for SAGE functions")
            .allowAllOutbound(false)
            .build();
    group.addIngressRule(functions, Port.tcp(443), "SAGE functions");
    InterfaceVpcEndpoint.Builder.create(scope, "SecretsManager")
        .vpc(vpc)
        .subnets(subnets)
        .service(InterfaceVpcEndpointAwsService.SECRETS_MANAGER)
        .privateDnsEnabled(true)
        .open(false)
        .securityGroups(List.of(group))
        .build();
  }

  private GatewayVpcEndpointOptions gateway(GatewayVpcEndpointAwsService service) {
    return GatewayVpcEndpointOptions.builder().service(service).subnets(List.of(subnets)).build();
  }
}
